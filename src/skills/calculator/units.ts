export type Measure =
  "length" | "mass" | "volume" | "temperature" | "speed" | "area" | "time" | "data" | "pressure" | "energy" | "power";

/** One unit as people say it and as mathjs knows it. */
export interface Unit {
  /** The name that mathjs, or `UNIT_DEFINITIONS`, has for it. */
  math: string;
  measure: Measure;
  /** How it is written after a number: "km", "cups". `one` after 1. */
  many: string;
  one: string;
  /** What a conversion that names no other goes to: another unit's `math`. */
  counterpart: string;
  /** Said with an answer where the name means several units. */
  note?: string;
}

/** Units that mathjs lacks, or has only roughly. */
export const UNIT_DEFINITIONS: Record<string, string> = {
  exactAcre: "43560 sqft",
  nauticalMile: "1852 m",
  lightYear: "9460730472580800 m",
  knot: "1.852 km/hour",
  imperialGallon: "4.54609 liter",
  imperialPint: "0.56826125 liter",
  imperialFluidOunce: "28.4130625 ml",
  imperialTon: "1016.0469088 kg",
  foodCalorie: "4184 J",
  fortnight: "14 day",
};

const US_VOLUME: Record<string, string> = {
  cup: "US cups of 236.6 ml; a metric cup is 250 ml.",
  pint: "US pints; a British pint is 568 ml.",
  gallon: "US gallons; a British gallon is 4.546 litres.",
  quart: "US quarts; a British quart is 1.137 litres.",
  ton: "US tons of 907 kg; a metric tonne is 1,000 kg.",
};

/** measure | mathjs name | one | many | counterpart | other spellings, comma-separated. */
const TABLE = `
length | mm | mm | mm | inch | millimetre, millimeter, mms
length | cm | cm | cm | inch | centimetre, centimeter, centimitre, cms, centi
length | dm | dm | dm | inch | decimetre, decimeter
length | m | m | m | foot | metre, meter, mtr
length | km | km | km | mile | kilometre, kilometer, killometer, kilometer, kms, klick, k
length | inch | inch | inches | cm | in, ins, inchs, "
length | foot | foot | feet | m | ft, foots, feets, '
length | yard | yard | yards | m | yd, yds
length | mile | mile | miles | km | mi, mille
length | nauticalMile | nautical mile | nautical miles | km | nmi, sea mile
length | lightYear | light year | light years | km | lightyear, light-year
mass | mg | mg | mg | g | milligram, milligramme
mass | g | g | g | oz | gram, gramme, gm, gms, gr
mass | hg | hg | hg | oz | hectogram, hekto
mass | kg | kg | kg | lbm | kilogram, kilogramme, kilo, kgs, killo, kilogrm
mass | tonne | tonne | tonnes | lbm | metric ton, t
mass | ton | US ton | US tons | kg | ton, short ton
mass | imperialTon | long ton | long tons | kg | imperial ton, british ton, uk ton
mass | oz | ounce | ounces | g | oz, ozs, ounze, onces
mass | lbm | pound | pounds | kg | lb, lbs, pund, pnds
mass | stone | stone | stone | kg | stones, st
volume | ml | ml | ml | fluidounce | millilitre, milliliter, mls, cc
volume | cl | cl | cl | fluidounce | centilitre, centiliter
volume | dl | dl | dl | cup | decilitre, deciliter
volume | l | litre | litres | gallon | l, liter, ltr, ltrs, litter
volume | hl | hl | hl | gallon | hectolitre, hectoliter
volume | m3 | m³ | m³ | ft^3 | cubic metre, cubic meter, m3, cbm
volume | cm3 | cm³ | cm³ | in^3 | cubic centimetre, cubic centimeter, cm3
volume | ft^3 | cubic foot | cubic feet | m3 | ft3, cu ft
volume | in^3 | cubic inch | cubic inches | cm3 | in3, cu in
volume | teaspoon | teaspoon | teaspoons | ml | tsp, tsps, teaspon
volume | tablespoon | tablespoon | tablespoons | ml | tbsp, tbsps, tbs, tablespon
volume | fluidounce | fl oz | fl oz | ml | fluid ounce, us fl oz, us fluid ounce, floz
volume | imperialFluidOunce | imperial fl oz | imperial fl oz | ml | imperial fluid ounce, uk fl oz, british fluid ounce
volume | cup | cup | cups | ml | us cup
volume | pint | pint | pints | ml | us pint, pt, pts
volume | imperialPint | imperial pint | imperial pints | ml | uk pint, british pint, english pint
volume | quart | quart | quarts | l | us quart, qt, qts
volume | gallon | gallon | gallons | l | us gallon, gal, gals, galon, gallan
volume | imperialGallon | imperial gallon | imperial gallons | l | uk gallon, british gallon
volume | oilbarrel | barrel of oil | barrels of oil | l | oil barrel, barrel
temperature | degC | °C | °C | degF | celsius, celcius, celsuis, centigrade, centegrade, c, degrees c, degree c, deg c, degrees celsius, degree celsius, degrees celcius, degrees centigrade, ° c
temperature | degF | °F | °F | degC | fahrenheit, farenheit, fahrenhite, farenheight, farhenheit, fahrenheith, f, degrees f, degree f, deg f, degrees fahrenheit, degree fahrenheit, degrees farenheit, ° f
temperature | K | K | K | degC | kelvin, degrees kelvin
speed | km/h | km/h | km/h | mile/h | kmh, kph, kmph, km per hour, kilometre per hour, kilometer per hour, kilometres per hour, kilometers per hour, k/h
speed | mile/h | mph | mph | km/h | mile per hour, miles per hour, miles an hour, mi/h
speed | m/s | m/s | m/s | km/h | mps, metre per second, meter per second, metres per second, meters per second, metres a second
speed | ft/s | ft/s | ft/s | m/s | fps, foot per second, feet per second
speed | knot | knot | knots | km/h | kn, kt, kts
area | mm2 | mm² | mm² | in^2 | square millimetre, square millimeter, mm2
area | cm2 | cm² | cm² | in^2 | square centimetre, square centimeter, cm2, sq cm
area | m2 | m² | m² | sqft | square metre, square meter, sqm, sq m, m2, sq metre, sq meter, kvm
area | km2 | km² | km² | mile^2 | square kilometre, square kilometer, sq km, km2, sqkm
area | in^2 | square inch | square inches | cm2 | sq in, in2, sq inch
area | sqft | square foot | square feet | m2 | sq ft, ft2, sqft, sq feet, sq foot
area | yard^2 | square yard | square yards | m2 | sq yd, sq yard, yd2
area | mile^2 | square mile | square miles | km2 | sq mi, sq mile, mi2
area | exactAcre | acre | acres | hectare | ac, aker
area | hectare | hectare | hectares | exactAcre | ha, hectar
time | ms | ms | ms | s | millisecond, msec
time | s | second | seconds | minute | s, sec, secs, secound
time | minute | minute | minutes | s | min, mins, minuite
time | hour | hour | hours | minute | h, hr, hrs, houre
time | day | day | days | hour | d
time | week | week | weeks | day | wk, wks
time | fortnight | fortnight | fortnights | day |
time | month | month | months | day | mth
time | year | year | years | day | yr, yrs
time | decade | decade | decades | year |
time | century | century | centuries | year |
data | bit | bit | bits | byte |
data | kb | kbit | kbit | kB | kilobit, kbits
data | Mb | Mbit | Mbit | MB | megabit, mbits, mbps
data | Gb | Gbit | Gbit | GB | gigabit, gbits
data | byte | byte | bytes | bit |
data | kB | kB | kB | MB | kilobyte, kbyte
data | MB | MB | MB | GB | megabyte, meg, megs, mbyte
data | GB | GB | GB | MB | gigabyte, gig, gigs, gbyte
data | TB | TB | TB | GB | terabyte, tbyte
data | PB | PB | PB | TB | petabyte
data | KiB | KiB | KiB | kB | kibibyte
data | MiB | MiB | MiB | MB | mebibyte
data | GiB | GiB | GiB | GB | gibibyte
data | TiB | TiB | TiB | TB | tebibyte
pressure | Pa | Pa | Pa | bar | pascal
pressure | hPa | hPa | hPa | bar | hectopascal, millibar, mbar
pressure | kPa | kPa | kPa | psi | kilopascal
pressure | bar | bar | bar | psi | bars
pressure | atm | atm | atm | bar | atmosphere
pressure | psi | psi | psi | bar | pounds per square inch
energy | J | J | J | foodCalorie | joule
energy | kJ | kJ | kJ | foodCalorie | kilojoule
energy | foodCalorie | kcal | kcal | kJ | kilocalorie, calorie, cal, cals
energy | kWh | kWh | kWh | MJ | kilowatt hour, kilowatthour, kilowatt-hour
energy | MJ | MJ | MJ | kWh | megajoule
power | W | W | W | hp | watt
power | kW | kW | kW | hp | kilowatt
power | hp | hp | hp | kW | horsepower, horse power
`;

function rows(): { unit: Unit; spellings: string[] }[] {
  return TABLE.trim()
    .split("\n")
    .map((row) => {
      const [measure = "", math = "", one = "", many = "", counterpart = "", others = ""] = row
        .split("|")
        .map((cell) => cell.trim());
      const note =
        US_VOLUME[math] ?? (math === "year" || math === "month" ? "On average, leap years counted in." : undefined);
      const unit: Unit = { math, measure: measure as Measure, one, many, counterpart, ...(note && { note }) };
      const spellings = others.split(",").map((name) => name.trim());
      return { unit, spellings: [one, many, ...spellings].filter((name) => name !== "") };
    });
}

const ROWS = rows();
const BY_MATH = new Map(ROWS.map(({ unit }) => [unit.math, unit]));

/** Every spelling, lower case, to its unit; a plural of whole words too. Of two units that share one, the first has it. */
export const SPELLINGS: ReadonlyMap<string, Unit> = spellings();

function spellings(): Map<string, Unit> {
  const units = new Map<string, Unit>();
  const add = (name: string, unit: Unit) => {
    const spelling = name.toLowerCase();
    if (!units.has(spelling)) units.set(spelling, unit);
  };
  for (const { unit, spellings } of ROWS) spellings.forEach((name) => add(name, unit));
  for (const { unit, spellings } of ROWS) {
    spellings.filter((name) => /[a-z]{3}$/i.test(name)).forEach((name) => add(`${name}s`, unit));
  }
  for (const [name, math] of [
    ["kb", "kB"],
    ["mb", "MB"],
    ["gb", "GB"],
    ["tb", "TB"],
  ] as const)
    units.set(name, unitOf(math));
  return units;
}

/** The unit of that mathjs name, which must be in the table. */
export function unitOf(math: string): Unit {
  const unit = BY_MATH.get(math);
  if (!unit) throw new Error(`no unit ${math} in the table`);
  return unit;
}
