import { en, type Key } from "./en";
import { zh } from "./zh";

export type Language = "zh" | "en";
export type { Key };

const TEXTS: Record<Language, Record<Key, string>> = { en, zh };
const STORED = "yunkong.language";

/** The language of the page, and who must be told when it changes. */
export class Speech {
  language: Language;
  private readonly listeners: (() => void)[] = [];

  constructor(language: Language) {
    this.language = language;
    this.mark();
  }

  t(key: Key, fields: Record<string, string | number> = {}): string {
    return TEXTS[this.language][key].replace(/\{(\w+)\}/g, (whole, name: string) => String(fields[name] ?? whole));
  }

  onChange(listener: () => void): void {
    this.listeners.push(listener);
  }

  toggle(): void {
    this.language = this.language === "zh" ? "en" : "zh";
    this.mark();
    try {
      localStorage.setItem(STORED, this.language);
    } catch {
      // A browser without storage forgets the choice; nothing else depends on it.
    }
    for (const listener of this.listeners) {
      listener();
    }
  }

  private mark(): void {
    document.documentElement.lang = this.language === "zh" ? "zh-CN" : "en";
    document.title = `${this.t("title")} · Yunkong`;
  }
}

export function preferredLanguage(): Language {
  let stored: string | null = null;
  try {
    stored = localStorage.getItem(STORED);
  } catch {
    stored = null;
  }
  if (stored === "zh" || stored === "en") {
    return stored;
  }
  return navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en";
}
