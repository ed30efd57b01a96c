/** A text prepared for finding places in it. Make it once for a text and use it for all its notes. */
export class AnchorText {
  constructor(readonly text: string) {}
}
