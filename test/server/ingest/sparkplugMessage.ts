import protobuf from 'protobufjs'

/** The fields of Eclipse Tahu's sparkplug_b.proto that tests need, as the specification numbers them; encoded by protobufjs' own reflection, not by our code. */
const PROTO = `
syntax = "proto2";
package org.eclipse.tahu.protobuf;
message Payload {
  message PropertyValue { optional uint32 type = 1; optional bool is_null = 2; oneof value { uint32 int_value = 3; string string_value = 8; } }
  message PropertySet { repeated string keys = 1; repeated PropertyValue values = 2; }
  message MetaData { optional bool is_multi_part = 1; optional string content_type = 2; }
  message Metric {
    optional string name = 1;
    optional uint64 alias = 2;
    optional uint64 timestamp = 3;
    optional uint32 datatype = 4;
    optional bool is_historical = 5;
    optional bool is_transient = 6;
    optional bool is_null = 7;
    optional MetaData metadata = 8;
    optional PropertySet properties = 9;
    oneof value {
      uint32 int_value = 10; uint64 long_value = 11; float float_value = 12; double double_value = 13;
      bool boolean_value = 14; string string_value = 15; bytes bytes_value = 16;
    }
  }
  optional uint64 timestamp = 1;
  repeated Metric metrics = 2;
  optional uint64 seq = 3;
  optional string uuid = 4;
  optional bytes body = 5;
}`

const Payload = protobuf
  .parse(PROTO, { keepCase: false })
  .root.lookupType('org.eclipse.tahu.protobuf.Payload')

/** Bytes of a payload as an edge node would send it. */
export function sparkplug(body: object): Buffer {
  return Buffer.from(Payload.encode(Payload.fromObject(body)).finish())
}

/** A payload read by reflection. */
export function readSparkplug(bytes: Uint8Array): {
  metrics: { name: string; booleanValue?: boolean; datatype: number }[]
} {
  return Payload.toObject(Payload.decode(bytes)) as never
}
