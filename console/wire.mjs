// Wire schema -> TypeScript in target/wire: the files are parsed by protobufjs and handed to protoc-gen-es in protoc's stead,
// so that no program has to be downloaded.
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { CodeGeneratorRequestSchema, CodeGeneratorResponseSchema, FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";
import protobuf from "protobufjs";
import "protobufjs/ext/descriptor.js";

const SCHEMA = resolve("../proto/src/main/protobuf");
const OUT = "target/wire";

// The platform's own messages; those of the standards (csae) do not come to the console.
const files = readdirSync(SCHEMA, { recursive: true }).map(String).filter((name) => name.startsWith("v2x") && name.endsWith(".proto")).sort();
const root = new protobuf.Root();
root.resolvePath = (_origin, target) => join(SCHEMA, target.startsWith(SCHEMA) ? relative(SCHEMA, target) : target);
root.loadSync(files, { keepCase: true }).resolveAll();

// Through bytes: protobufjs makes the descriptors, protobuf-es reads them.
const parsed = root.toDescriptor("proto3");
const set = fromBinary(FileDescriptorSetSchema, parsed.constructor.encode(parsed).finish());
// protobufjs gathers by package and leaves out the imports; each package here is one file.
const fileOf = new Map(files.map((name) => [/^package (.+);$/m.exec(readFileSync(join(SCHEMA, name), "utf8"))?.[1], name]));
if (fileOf.size !== files.length || set.file.length !== files.length) {
  throw new Error(`wire schema: files=${files.length}, packages=${fileOf.size}; each file must have a package of its own`);
}
// It also writes type names from the reader's place; descriptors want them whole, and map entries named so.
const known = new Set();
const note = (scope, message) => {
  known.add(`${scope}.${message.name}`);
  message.enumType.forEach((type) => known.add(`${scope}.${message.name}.${type.name}`));
  message.nestedType.forEach((type) => note(`${scope}.${message.name}`, type));
};
const complete = (scope, message) => {
  const inside = `${scope}.${message.name}`;
  for (const field of message.field.filter((one) => one.typeName !== "")) {
    let from = inside;
    while (from !== "" && !known.has(`${from}.${field.typeName}`)) {
      from = from.slice(0, from.lastIndexOf("."));
    }
    field.typeName = `${from}.${field.typeName}`;
    if (message.nestedType.some((type) => type.options?.mapEntry && field.typeName === `${inside}.${type.name}`)) {
      field.typeName += "Entry";
    }
  }
  message.nestedType.forEach((type) => complete(inside, type));
  message.nestedType.filter((type) => type.options?.mapEntry).forEach((type) => (type.name += "Entry"));
};
for (const file of set.file) {
  file.enumType.forEach((type) => known.add(`.${file.package}.${type.name}`));
  file.messageType.forEach((type) => note(`.${file.package}`, type));
}
const fields = (message) => [...message.field, ...message.nestedType.flatMap(fields)];
for (const file of set.file) {
  file.messageType.forEach((type) => complete(`.${file.package}`, type));
  const names = file.messageType.flatMap(fields).map((field) => field.typeName.slice(1));
  const others = set.file.filter((other) => other !== file && names.some((name) => name.startsWith(`${other.package}.`)));
  file.dependency = others.map((other) => fileOf.get(other.package)).sort();
}
for (const file of set.file) {
  file.name = fileOf.get(file.package);
}

const request = create(CodeGeneratorRequestSchema, { fileToGenerate: files, protoFile: inOrder(set.file), parameter: "target=ts" });
const plugin = spawnSync(process.execPath, ["node_modules/@bufbuild/protoc-gen-es/bin/protoc-gen-es"], { input: toBinary(CodeGeneratorRequestSchema, request), maxBuffer: 1 << 26 });
const response = plugin.status === 0 ? fromBinary(CodeGeneratorResponseSchema, plugin.stdout) : { error: String(plugin.stderr), file: [] };
if (response.error) {
  throw new Error(`wire schema: protoc-gen-es failed: ${response.error}`);
}
rmSync(OUT, { recursive: true, force: true });
for (const file of response.file) {
  mkdirSync(dirname(join(OUT, file.name)), { recursive: true });
  writeFileSync(join(OUT, file.name), file.content);
}

/** Imported files first, as protoc promises its plugins. */
function inOrder(all) {
  const done = new Set();
  const visit = (file) => {
    if (!done.has(file)) {
      file.dependency.forEach((name) => visit(all.find((other) => other.name === name)));
      done.add(file);
    }
  };
  all.forEach(visit);
  return [...done];
}
