// usage: node read-parquet.mjs FILE
// Prints the names of the columns, then each row: numbers of double precision as hexadecimal bits, everything else as it is.
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects, parquetSchema } from "hyparquet";

const file = await asyncBufferFromFile(process.argv[2]);
const metadata = await parquetMetadataAsync(file);
const columns = parquetSchema(metadata).children.map((child) => child.element);

function bits(value) {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return view.getBigUint64(0).toString(16);
}

function text(column, value) {
  if (value === null || value === undefined) {
    return "null";
  }
  return column.type === "DOUBLE" ? (Number.isNaN(value) ? "NaN" : bits(value)) : String(value);
}

console.log(columns.map((column) => column.name).join("|"));
for (const row of await parquetReadObjects({ file, metadata })) {
  console.log(columns.map((column) => text(column, row[column.name])).join("|"));
}
