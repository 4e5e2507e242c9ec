// Words as data: how texts call the parties, groups of goods and programs. Names of people, cities and offices come from the record.

/** Names and adjectives of parties; matched with their case. */
export const PARTY_NAMES: Readonly<Record<string, readonly string[]>> = {
  US: ['United States', 'U.S.', 'US', 'USA', 'America', 'American', 'Americans', 'Washington', 'White House'],
  CN: ['China', 'Chinese', 'Beijing', "People's Republic of China", 'PRC'],
  EU: ['European Union', 'EU', 'E.U.', 'Brussels', 'European', 'Europe', 'European Commission'],
  JP: ['Japan', 'Japanese', 'Tokyo'],
  KR: ['South Korea', 'South Korean', 'Republic of Korea', 'Korea', 'Korean', 'Seoul'],
  GB: ['United Kingdom', 'U.K.', 'UK', 'Britain', 'British'],
  CA: ['Canada', 'Canadian', 'Ottawa'],
  MX: ['Mexico', 'Mexican'],
  IN: ['India', 'Indian', 'New Delhi'],
  VN: ['Vietnam', 'Vietnamese', 'Hanoi'],
  CH: ['Switzerland', 'Swiss', 'Bern'],
  TW: ['Taiwan', 'Taiwanese', 'Taipei'],
  BR: ['Brazil', 'Brazilian'],
  ID: ['Indonesia', 'Indonesian', 'Jakarta'],
  MY: ['Malaysia', 'Malaysian'],
  TH: ['Thailand', 'Thai', 'Bangkok'],
  KH: ['Cambodia', 'Cambodian'],
  AR: ['Argentina', 'Argentine'],
  BD: ['Bangladesh', 'Bangladeshi'],
  FR: ['France', 'French'],
  DE: ['Germany', 'German', 'Berlin'],
  IT: ['Italy', 'Italian'],
  SE: ['Sweden', 'Swedish'],
  ES: ['Spain', 'Spanish'],
  AU: ['Australia', 'Australian'],
  RU: ['Russia', 'Russian', 'Moscow'],
};

/** Members of the EU named in the lexicon: their goods pay what the law says of the Union. */
export const IN_THE_UNION: readonly string[] = ['FR', 'DE', 'IT', 'SE', 'ES'];

export interface GoodsGroup {
  readonly words: readonly string[];
  /** A code by which the engine is asked; missing where tariffs are not asked about the group. */
  readonly code?: string;
  /** Mineral in the record's table. */
  readonly mineral?: string;
  readonly elements?: readonly string[];
  /** Parts of the ids of controls on them. */
  readonly controls?: readonly string[];
}

export const GOODS: Readonly<Record<string, GoodsGroup>> = {
  'rare-earths': {
    words: [
      'rare earths',
      'rare-earths',
      'rare earth minerals',
      'rare earth elements',
      'rare earth',
      'rare-earth',
    ],
    code: '2805.30.00',
    controls: ['rare-earth'],
    mineral: 'Rare earths',
    elements: ['Sm', 'Gd', 'Tb', 'Dy', 'Lu', 'Sc', 'Y'],
  },
  gallium: { words: ['gallium'], mineral: 'Gallium', elements: ['Ga'] },
  germanium: { words: ['germanium'], mineral: 'Germanium', elements: ['Ge'] },
  antimony: { words: ['antimony'], mineral: 'Antimony', elements: ['Sb'] },
  graphite: { words: ['graphite'], mineral: 'Graphite (natural)', elements: ['C'] },
  tungsten: { words: ['tungsten'], mineral: 'Tungsten', elements: ['W'] },
  yttrium: { words: ['yttrium'], mineral: 'Yttrium', elements: ['Y'] },
  scandium: { words: ['scandium'], mineral: 'Scandium', elements: ['Sc'] },
  bismuth: { words: ['bismuth'], mineral: 'Bismuth', elements: ['Bi'] },
  magnesium: { words: ['magnesium'], mineral: 'Magnesium metal', elements: ['Mg'] },
  autos: {
    words: ['automobiles', 'autos', 'auto', 'cars', 'vehicles', 'passenger cars', 'car'],
    code: '8703.23.01',
  },
  'electric-cars': { words: ['electric vehicles', 'electric cars', 'EVs'], code: '8703.80.00' },
  steel: { words: ['steel'], code: '7208.39.00' },
  aluminum: { words: ['aluminum', 'aluminium'], code: '7606.12.30' },
  copper: { words: ['copper', 'copper wire'], code: '7408.11.60' },
  'car-parts': { words: ['car parts', 'auto parts', 'automobile parts'], code: '8708.99.81' },
  trucks: { words: ['trucks', 'heavy trucks', 'lorries'], code: '8704.23.01' },
  motorcycles: { words: ['motorcycles'], code: '8711.50.00' },
  aircraft: { words: ['aircraft', 'airplanes', 'planes'], code: '8802.40.01' },
  solar: { words: ['solar panels', 'solar cells', 'solar modules'], code: '8541.43.00' },
  phones: { words: ['smartphones', 'phones'], code: '8517.13.00' },
  computers: { words: ['computers', 'laptops'], code: '8471.30.01' },
  machinery: { words: ['machinery', 'machines', 'machine tools'], code: '8457.10.00' },
  watches: { words: ['watches'], code: '9102.21.70' },
  wine: { words: ['wine', 'wines'], code: '2204.21.50' },
  clothes: { words: ['clothing', 'clothes', 'garments', 't-shirts'], code: '6109.10.00' },
  shoes: { words: ['shoes', 'footwear'], code: '6403.99.90' },
  coal: { words: ['coal'], code: '2701.12.00' },
  gas: { words: ['liquefied natural gas', 'liquefied gas', 'natural gas', 'LNG'], code: '2711.11.00' },
  oil: { words: ['crude oil'], code: '2709.00.10' },
  chicken: { words: ['chicken', 'poultry'], code: '0207.14.00' },
  pork: { words: ['pork'], code: '0203.29.40' },
  wheat: { words: ['wheat'], code: '1001.99.00' },
  cotton: { words: ['raw cotton', 'cotton'], code: '5201.00.00' },
  chips: {
    words: ['semiconductors', 'semiconductor', 'chips', 'microchips', 'semiconductor components'],
    code: '8542.31.00',
    controls: ['chips-'],
  },
  'ai-chips': {
    words: ['AI chips', 'AI chip', 'H20', 'H200', 'artificial intelligence chips'],
    controls: ['chips-'],
  },
  tech: {
    words: ['tech goods', 'technology', 'technology exports', 'tech exports'],
    controls: ['chips-', 'design-software'],
  },
  'design-software': {
    words: ['chip design software', 'design software', 'EDA software', 'EDA'],
    controls: ['design-software'],
  },
  ethane: { words: ['ethane'], controls: ['ethane'] },
  'jet-engines': { words: ['jet engines', 'jet engine'], controls: ['jet-engines'] },
  pharma: { words: ['pharmaceuticals', 'medicines', 'drugs', 'generic drugs'], code: '3004.90.92' },
  batteries: {
    words: ['lithium-ion batteries', 'lithium batteries', 'batteries'],
    code: '8507.60.00',
    controls: ['batteries'],
  },
  magnets: {
    words: ['permanent magnets', 'rare earth magnets', 'magnets'],
    code: '8505.11.00',
    mineral: 'Rare earths',
    controls: ['rare-earth'],
  },
  holmium: { words: ['holmium'], mineral: 'Holmium', elements: ['Ho'], controls: ['rare-earths-second'] },
  toys: { words: ['toys'], code: '9503.00.00' },
  soybeans: { words: ['soybeans', 'soybean', 'soy'], code: '1201.90.00' },
  lumber: { words: ['softwood lumber', 'lumber', 'timber'], code: '4407.11.00' },
  furniture: { words: ['furniture', 'wooden furniture'], code: '9403.60.80' },
  upholstered: { words: ['upholstered furniture', 'sofas'], code: '9401.61.60' },
  syringes: { words: ['syringes'], code: '9018.31.00' },
  defense: { words: ['defense', 'defence', 'security'] },
};

/** Words for programs of duties, as prefixes of their ids. */
export const PROGRAMS: Readonly<Record<string, readonly string[]>> = {
  'us/fentanyl': ['fentanyl', 'opioid', 'opioids'],
  'us/reciprocal': ['reciprocal', 'baseline', 'Liberation Day'],
  'us/301-china': ['Section 301', 'section 301'],
  'us/122': ['Section 122', 'section 122', 'import surcharge', 'surcharge'],
  'us/338': ['Section 338', 'section 338'],
  'us/201': ['Section 201', 'section 201'],
  'us/232': ['Section 232', 'section 232'],
};

/** Words that make a sentence one of trade, so that truces and deadlines of other worlds are left alone. */
export const TRADE =
  /\b(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|trade|imports?|exports?|customs|trading|surcharge|retaliat\w*|rare[- ]earths?|soybeans?|economic)\b/i;

/** Words of other worlds: wars, games and votes have truces, deadlines and deals too. */
export const ELSEWHERE =
  /\b(?:cease-?fire|hostages?|militants?|gaza|ukraine|troops|rebels|league|football|soccer|nba|nfl|fifa|cup|tournament|match|championship|coach|players?|club|fans|goals?|season|strikers?|election day|ballots?|voters|polls|candidates?|parliamentary vote|box office|streaming|baseball|basketball|tennis|playoffs?|transfer|orchestra|museum|strike by|union workers|referendum|wage deal)\b/i;
