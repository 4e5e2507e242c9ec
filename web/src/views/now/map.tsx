// A map of the world by what the measures add to a product on no list from each country. Drawn from kept shapes, offline.

import { questions } from '../../ask.ts';
import { Chart } from '../../parts/chart.tsx';
import { Answered } from '../../parts/notice.tsx';
import type { Column } from '../../parts/table.tsx';
import type { WorldRate } from '../../questions/core.ts';
import { basis, go, param } from '../../state.ts';
import { country, day, percent, rateSpan } from '../../words.ts';
import { PLAIN } from './in-force.tsx';

const core = questions<typeof import('../../questions/core.ts')>('core');

/** Upper edges of the classes; colours go from pale to dark. */
const EDGES = [0, 0.1, 0.15, 0.2, 0.3, 0.5, Number.POSITIVE_INFINITY];
const CLASS_NAMES = ['none', 'up to 10%', 'to 15%', 'to 20%', 'to 30%', 'to 50%', 'above 50%'];
const classOf = (rate: number): number => EDGES.findIndex((edge) => rate <= edge + 1e-9);

const COLUMNS: readonly Column<WorldRate>[] = [
  { title: 'origin', of: ({ from }) => country(from), text: ({ from }) => from, heads: true },
  {
    title: 'above base',
    of: ({ additional }) => rateSpan(additional),
    text: ({ additional }) => String(additional.high),
    number: true,
  },
  { title: 'made of', of: ({ made }) => made },
];

const SVG = 'http://www.w3.org/2000/svg';

function shape(kind: string, attributes: Readonly<Record<string, string>>, text = ''): SVGElement {
  const element = document.createElementNS(SVG, kind);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.textContent = text;
  return element;
}

async function drawing(rates: readonly WorldRate[], width: number): Promise<SVGSVGElement> {
  const [{ geoPath, geoNaturalEarth1 }, { feature }, { default: world }, { default: codes }] =
    await Promise.all([
      import('d3-geo'),
      import('topojson-client'),
      import('world-atlas/countries-110m.json'),
      import('i18n-iso-countries/codes.json'),
    ]);
  const alpha = new Map((codes as unknown as string[][]).map(([two, , number]) => [number, two]));
  const topology = world as unknown as Parameters<typeof feature>[0];
  const land = feature(topology, topology.objects.countries!) as unknown as GeoJSON.FeatureCollection;
  const countries = land.features.filter(({ id }) => id !== '010');
  const height = Math.round(width * 0.5);
  const collection = { type: 'FeatureCollection', features: countries } as GeoJSON.FeatureCollection;
  const path = geoPath(geoNaturalEarth1().fitSize([width, height], collection));
  const byCountry = new Map(rates.map((one) => [one.from, one]));
  const svg = shape('svg', {
    viewBox: `0 0 ${width} ${height}`,
    width: String(width),
    height: String(height),
  });
  for (const one of countries) {
    const code = alpha.get(String(one.id).padStart(3, '0')) ?? '';
    const rate = byCountry.get(code);
    const kind = code === 'US' ? 'home' : rate ? `class-${classOf(rate.additional.high)}` : 'none';
    const area = shape('path', { d: path(one) ?? '', class: `land ${kind}` });
    const name = code === '' ? String(one.properties?.name) : country(code);
    area.append(shape('title', {}, rate ? `${name}: ${percent(rate.additional.high)}` : name));
    if (rate) area.addEventListener('click', () => go('product', { code: '9503.00.00', from: code }));
    svg.append(area);
  }
  return svg as SVGSVGElement;
}

const Key = () => (
  <ul class="key">
    {CLASS_NAMES.map((name, index) => (
      <li key={name}>
        <i class={`fill-${index}`} />
        {name}
      </li>
    ))}
  </ul>
);

export function RateMap() {
  const asked = core.use('everywhere', PLAIN, basis());
  return (
    <section class="card" aria-label="Rates by origin">
      <h2 class="unseen">Rates by origin</h2>
      <Answered asked={asked}>
        {(answer) => (
          <>
            <Chart
              title="What is added by origin, the world over"
              note={`A product on no list, entered ${day(param('on'))}. The country is the origin of the goods.`}
              name={`origins-${param('on')}`}
              columns={COLUMNS}
              rows={answer}
              draw={(width) => drawing(answer, width)}
            />
            <Key />
          </>
        )}
      </Answered>
    </section>
  );
}
