/** A filter that works while it is typed. */
import { window } from 'vscode';

/**
 * Asks for the words of a filter; `set` hears each change of them. Escape brings back those of before.
 */
export async function typeFilter(
  { title, placeholder, value }: { readonly title: string; readonly placeholder: string; readonly value: string },
  set: (words: string) => void,
): Promise<void> {
  const input = window.createInputBox();
  input.title = title;
  input.placeholder = placeholder;
  input.value = value;
  const kept = await new Promise<boolean>((resolve) => {
    input.onDidChangeValue(set);
    input.onDidAccept(() => resolve(true));
    input.onDidHide(() => resolve(false));
    input.show();
  });
  const words = input.value;
  input.dispose();
  set(kept ? words : value);
}
