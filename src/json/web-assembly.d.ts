// Names what Node has of WebAssembly, which its types leave to those of browsers.
declare namespace WebAssembly {
  class Module {
    constructor(bytes: Uint8Array);
  }
  class Memory {
    constructor(pages: { readonly initial: number; readonly maximum: number; readonly shared: true });
    readonly buffer: SharedArrayBuffer;
  }
  class Instance {
    constructor(module: Module, imports: { readonly env: Readonly<Record<string, unknown>> });
    readonly exports: unknown;
  }
}
