// usage: node read-mcap.mjs indexed|stream FILE
// Reads FILE with the official reader, all checksums checked. Prints a line for each message: of /step the numbers of the
// definition as hexadecimal bits, of /episode the object; then what the file says of itself.
import { McapIndexedReader, McapStreamReader } from "@mcap/core";
import { parse } from "@foxglove/rosmsg";
import { MessageReader } from "@foxglove/rosmsg2-serialization";
import { open, readFile } from "node:fs/promises";

const [mode, path] = process.argv.slice(2);
const decoders = new Map();

function bits(value) {
  if (Number.isNaN(value)) {
    return "NaN";
  }
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return view.getBigUint64(0).toString(16);
}

function decode(channel, schema, data) {
  if (channel.messageEncoding === "json") {
    return JSON.stringify(JSON.parse(new TextDecoder().decode(data)));
  }
  let decoder = decoders.get(channel.id);
  if (decoder === undefined) {
    decoder = new MessageReader(parse(new TextDecoder().decode(schema.data), { ros2: true }));
    decoders.set(channel.id, decoder);
  }
  const step = decoder.readMessage(data);
  const groups = [step.state, step.truth, step.requested, step.applied];
  const numbers = [step.time, ...groups.flatMap((group) => Object.values(group))];
  return [step.iteration, step.condition, step.episode, step.step, ...numbers.map(bits), step.status].join(" ");
}

function print(message, channels, schemas) {
  const channel = channels.get(message.channelId);
  const schema = schemas.get(channel.schemaId);
  console.log(`${channel.topic} ${message.logTime} ${decode(channel, schema, message.data)}`);
}

async function indexed() {
  const file = await open(path);
  const readable = {
    size: async () => BigInt((await file.stat()).size),
    read: async (offset, length) => {
      const bytes = new Uint8Array(Number(length));
      await file.read(bytes, 0, bytes.length, Number(offset));
      return bytes;
    },
  };
  const reader = await McapIndexedReader.Initialize({ readable });
  for await (const message of reader.readMessages({ validateCrcs: true })) {
    print(message, reader.channelsById, reader.schemasById);
  }
  for await (const metadata of reader.readMetadata()) {
    console.log(`metadata ${metadata.name} ${JSON.stringify(Object.fromEntries(metadata.metadata))}`);
  }
  for await (const attachment of reader.readAttachments({ validateCrcs: true })) {
    console.log(`attachment ${attachment.name} ${attachment.data.length}`);
  }
  console.log(`statistics ${reader.statistics.messageCount} messages in ${reader.statistics.chunkCount} chunks`);
  await file.close();
}

async function stream() {
  const reader = new McapStreamReader({ validateCrcs: true });
  const channels = new Map();
  const schemas = new Map();
  reader.append(await readFile(path));
  for (let record = reader.nextRecord(); record !== undefined; record = reader.nextRecord()) {
    if (record.type === "Schema") {
      schemas.set(record.id, record);
    } else if (record.type === "Channel") {
      channels.set(record.id, record);
    } else if (record.type === "Message") {
      print(record, channels, schemas);
    }
  }
  console.log(reader.done() ? "closed" : `torn after ${reader.bytesRemaining()} bytes more`);
}

await (mode === "indexed" ? indexed() : stream());
