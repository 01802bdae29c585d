// Turns the sample log into one whose call ids and words are written in many scripts.
import { readFileSync } from 'node:fs';

export const IDS: Readonly<Record<string, string>> = {
  '06315bad-afdc-4d19-bdc0-05956112788b': '通話記録・自転車屋さんの受付・二〇二六年八月十八日・その一',
  '1b4eac02-faf0-4117-957f-81e61e6aabe3': '👩‍👩‍👧‍👦🇩🇪🇫🇷👍🏽❤️‍🔥🏳️‍🌈👨‍🔧🚲🇯🇵👩🏽‍🚀🧑‍🤝‍🧑🇧🇷🎉✈️☎️',
  'f6c0c6f7-c5e7-4412-bdfb-a623e8886f2d': 'مكالمة-من-محل-الدراجات-الهوائية-في-المدينة',
  '7ca894cd-865d-4459-896e-5cf21af10bc2': 'साइकिल-की-दुकान-की-बातचीत-क्षत्रिय-हिन्दी',
};

export const PHRASES = [
  '自転車の修理をお願いしたいのですが、今日は何時まで開いていますか。できれば今日中にお願いします。',
  '👩‍👩‍👧‍👦 family and 🇩🇪🇫🇷🇯🇵 flags, 👍🏽 thumbs, ❤️‍🔥 hearts, 🏳️‍🌈 rainbows and 👩🏽‍🚀 in space, all of it at once',
  'مرحبا، أريد إصلاح دراجتي من فضلك، متى تكون جاهزة؟ شكرا جزيلا على المساعدة',
  'नमस्ते, क्या मेरी साइकिल तैयार है? क्षत्रिय, श्री, हिन्दी — मुझे आज ही चाहिए।',
  'Z͑ͫ̓a̴l̷g̸o̵ é́́́ çà et là, côté cœur, naïveté, ångström and ﬁnally ｆｕｌｌｗｉｄｔｈ letters',
];

export function manyScripts(sample = readFileSync('samples/bike-shop.ndjson', 'utf8')): string {
  let next = 0;
  const spoken = new Map<string, string>();
  const inAnotherScript = (text: string): string => {
    const known = spoken.get(text);
    if (known !== undefined) return known;
    const phrase = PHRASES[next++ % PHRASES.length] ?? '';
    spoken.set(text, phrase);
    return phrase;
  };
  return sample
    .split('\n')
    .map((line) => {
      if (line === '' || !line.startsWith('{')) return line;
      return JSON.stringify(JSON.parse(line), (key, value) => {
        if (typeof value !== 'string') return value;
        if (key === 'message' || key === 'transcript') return inAnotherScript(value);
        return IDS[value] ?? value;
      });
    })
    .join('\n');
}
