import { loadSettings, saveSettings, sizeInEffect, sizesFor } from './settings';
import { memoryStorage } from './storage';

describe('settings', () => {
  it('follow the browser’s languages, Chinese when it speaks neither of ours', () => {
    const language = (...languages: string[]) => loadSettings(memoryStorage(), languages).language;
    expect(language('fr-FR', 'en-GB')).toBe('en-US');
    expect(language('zh-TW')).toBe('zh-CN');
    expect(language('ru')).toBe('zh-CN');
    expect(language()).toBe('zh-CN');
  });

  it('are kept, and checked when read back', () => {
    const storage = memoryStorage();
    saveSettings(storage, { language: 'en-US', elder: true, size: 24 });
    expect(loadSettings(storage, [])).toEqual({ language: 'en-US', elder: true, size: 24 });
    storage.set('sidan.settings', { language: 'xx', elder: 'yes', size: 900 });
    expect(loadSettings(storage, [])).toEqual({ language: 'zh-CN', elder: false, size: 16 });
  });

  it('never make the elder view smaller than its norm, and reach 30 in both', () => {
    expect(sizeInEffect({ language: 'zh-CN', elder: true, size: 16 })).toBe(20);
    expect(sizeInEffect({ language: 'zh-CN', elder: true, size: 30 })).toBe(30);
    expect(sizeInEffect({ language: 'zh-CN', elder: false, size: 16 })).toBe(16);
    expect(Math.min(...sizesFor(true))).toBe(20);
    expect(Math.max(...sizesFor(false))).toBe(30);
  });
});
