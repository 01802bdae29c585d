// Turns an input into the fields of its speech-updates with simdjson, as a yardstick of native code.
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>
#include <algorithm>
#include <simdjson.h>

using namespace simdjson;

/** Larger than every document of the inputs. */
constexpr size_t BATCH_BYTES = 8 << 20;

static std::string rows;

static void print() {
  fwrite(rows.data(), 1, rows.size(), stdout);
  rows.clear();
}

template <class Document> void take(Document &&document) {
  auto message = document["message"];
  std::string_view type = message["type"];
  if (type != "speech-update") return;
  int64_t timestamp = message["timestamp"];
  std::string_view status = message["status"];
  std::string_view role = message["role"];
  int64_t turn = message["turn"];
  std::string_view id = message["call"]["id"];
  rows.append(id).append("\t").append(role).append("\t").append(status).append("\t");
  rows.append(std::to_string(turn)).append("\t").append(std::to_string(timestamp)).append("\n");
  if (rows.size() > 1 << 16) print();
}

/** On demand reads only the way to the fields; the DOM validates and stores every value, like JSON.parse. */
struct OnDemand {
  ondemand::parser outer, inner;
  template <class Use> void each(const padded_string &bytes, Use use) {
    ondemand::document_stream documents = outer.iterate_many(bytes, BATCH_BYTES);
    for (auto document : documents) use(document.value());
  }
  void one(const padded_string &bytes) {
    auto document = inner.iterate(bytes);
    take(document.value());
  }
};
struct Dom {
  dom::parser outer, inner;
  template <class Use> void each(const padded_string &bytes, Use use) {
    dom::document_stream documents = outer.parse_many(bytes, BATCH_BYTES);
    for (auto document : documents) use(document.value());
  }
  void one(const padded_string &bytes) { take(inner.parse(bytes)); }
};

template <class Parser> void read(const std::string &framing, const std::string &path) {
  Parser parser;
  if (framing == "files") {
    std::vector<std::string> paths;
    for (auto &entry : std::filesystem::directory_iterator(path)) paths.push_back(entry.path());
    std::sort(paths.begin(), paths.end());
    for (auto &each : paths) parser.one(padded_string::load(each));
    return;
  }
  padded_string bytes = padded_string::load(path);
  std::string cut;
  parser.each(bytes, [&](auto &&document) {
    if (framing == "pino-object") return take(document["body"]);
    if (framing == "lines" || framing == "pretty") return take(document);
    std::string_view text = document[framing == "pino" ? "body" : framing == "docker" ? "log" : "message"];
    if (framing != "docker") return parser.one(padded_string(text));
    cut.append(text);
    if (cut.back() != '\n') return;
    parser.one(padded_string(cut));
    cut.clear();
  });
}

int main(int argc, char **argv) {
  if (argc == 2) return printf("%d.%d.%d\n", SIMDJSON_VERSION_MAJOR, SIMDJSON_VERSION_MINOR, SIMDJSON_VERSION_REVISION) < 0;
  std::string way = argv[1];
  if (way == "dom") read<Dom>(argv[2], argv[3]);
  else read<OnDemand>(argv[2], argv[3]);
  print();
}
