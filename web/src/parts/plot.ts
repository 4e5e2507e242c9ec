// Observable Plot, loaded with the first chart, in the page's type and colours.

import type * as PlotLibrary from '@observablehq/plot';

/** Draws with Plot: `plotted((Plot) => ({ marks: [Plot.lineY(…)] }))`. Colours are the page's own, see `style.css`. */
export async function plotted(
  options: (Plot: typeof PlotLibrary) => PlotLibrary.PlotOptions,
): Promise<SVGSVGElement> {
  const Plot = await import('@observablehq/plot');
  const made = Plot.plot({ ...options(Plot), figure: false } as PlotLibrary.PlotOptions);
  // The drawing as a whole is the image that is named; names of marks inside it are forbidden to assistive technology.
  for (const mark of made.querySelectorAll('g[aria-label]')) mark.removeAttribute('aria-label');
  return made as unknown as SVGSVGElement;
}
