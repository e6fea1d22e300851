/** The fills of a styles part (ECMA-376 part 1, 18.8.20), while it is read. */
import { colourOf, type NamedColour, rgbOf } from './colours.ts';

interface Fill {
  pattern: string;
  foreground?: NamedColour;
  background?: NamedColour;
}

/** What somebody sees as a white cell. */
const WHITE = 'FFFFFF';

export class Fills {
  readonly #fills: Fill[] = [];
  /** The colours that the workbook has for numbers. */
  readonly #indexed: string[] = [];

  begin(): void {
    this.#fills.push({ pattern: 'none' });
  }

  /** An element within `<fill>`. A gradient is known by its first colour. */
  property(name: string, attributes: NamedColour): void {
    const fill = this.#fills.at(-1);
    if (fill === undefined) return;
    if (name === 'patternFill') fill.pattern = attributes.get('patternType') ?? 'none';
    else if (name === 'gradientFill') fill.pattern = 'solid';
    else if (name === 'fgColor' || name === 'color') fill.foreground ??= attributes;
    else if (name === 'bgColor') fill.background ??= attributes;
  }

  indexed(attributes: NamedColour): void {
    this.#indexed.push(rgbOf(attributes.get('rgb')) ?? '');
  }

  get needTheme(): boolean {
    return this.#fills.some(({ foreground, background }) => foreground?.has('theme') || background?.has('theme'));
  }

  /** For each fill its colour; of a pattern its name and colours; undefined for a cell that looks empty. */
  colours(theme: readonly string[]): readonly (string | undefined)[] {
    return this.#fills.map(({ pattern, foreground, background }, at) => {
      // The first two are none and a grey that no program shows (18.8.21).
      if (at < 2 || pattern === 'none') return undefined;
      const colour = foreground && colourOf(foreground, this.#indexed, theme);
      if (pattern === 'solid') return colour === WHITE ? undefined : colour;
      return [pattern, colour, background && colourOf(background, this.#indexed, theme)].filter(Boolean).join(' ');
    });
  }
}
