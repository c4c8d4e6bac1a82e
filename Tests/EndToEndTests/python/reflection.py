"""Asks a server for its protos as stock tools do, and compares them with the committed ones.

reflection.py CHECKOUT ADDRESS [--off]
"""

import pathlib
import sys

import grpc
from google.protobuf import descriptor_pb2, descriptor_pool
from grpc_reflection.v1alpha import reflection_pb2
from grpc_reflection.v1alpha.proto_reflection_descriptor_database import (
    ProtoReflectionDescriptorDatabase)

from checks import Checks, equal, true

PACKAGES = ("grpc.reflection.v1", "grpc.reflection.v1alpha")


def info(channel, package, requests):
    """The answers of one call; the messages of both packages are the same on the wire."""
    call = channel.stream_stream(
        f"/{package}.ServerReflection/ServerReflectionInfo",
        request_serializer=reflection_pb2.ServerReflectionRequest.SerializeToString,
        response_deserializer=reflection_pb2.ServerReflectionResponse.FromString)
    return list(call(iter(requests), timeout=30))


def messages(descriptor):
    """A message and all that are nested in it."""
    yield descriptor
    for nested in descriptor.nested_types:
        yield from messages(nested)


def stock_client(checks, channel, committed):
    database = ProtoReflectionDescriptorDatabase(channel)
    pool = descriptor_pool.DescriptorPool(database)
    services = [f"{file.package}.{service.name}" for file in committed for service in file.service]
    with checks.check("The stock client lists every service"):
        equal(sorted(database.get_services()), sorted(services), "services")
    with checks.check("The stock client resolves every service, method and message"):
        resolved = 0
        for name in services:
            for method in pool.FindServiceByName(name).methods:
                for top in (method.input_type, method.output_type):
                    resolved += sum(1 for _ in messages(top))
        true(resolved > 2 * len(services), f"{resolved} messages")
        for file in committed:
            for message in file.message_type:
                pool.FindMessageTypeByName(f"{file.package}.{message.name}")
            for enum in file.enum_type:
                pool.FindEnumTypeByName(f"{file.package}.{enum.name}")
    with checks.check("The stock client can make a message of what it was told and read it"):
        from google.protobuf import message_factory
        kind = message_factory.GetMessageClass(
            pool.FindMessageTypeByName("dormouse.v1.GetTenantRequest"))
        equal(kind.FromString(kind(name="acme").SerializeToString()).name, "acme")


def questions(checks, channel, package, committed):
    request = reflection_pb2.ServerReflectionRequest
    with checks.check(f"{package}: every file is the committed one, with all that it imports"):
        by_name = {file.name: file for file in committed}
        asked = [request(file_by_filename=file.name) for file in committed]
        for file, answer in zip(committed, info(channel, package, asked), strict=True):
            found = [descriptor_pb2.FileDescriptorProto.FromString(one)
                     for one in answer.file_descriptor_response.file_descriptor_proto]
            equal(found[0], file, file.name)
            names = [one.name for one in found]
            equal(len(names), len(set(names)), "files that come twice")
            for one in found:
                equal(one, by_name[one.name], one.name)
                true(set(one.dependency) <= set(names), f"{file.name} lacks imports: {names}")
    with checks.check(f"{package}: symbols of every kind lead to their file"):
        symbols = {
            "dormouse.v1.Cleanup": "dormouse/v1/cleanup.proto",
            "dormouse.v1.Cleanup.Run": "dormouse/v1/cleanup.proto",
            "dormouse.v1.Policy": "dormouse/v1/cleanup.proto",
            "dormouse.v1.GetTenantRequest.name": "dormouse/v1/tenants.proto",
            "dormouse.v1.Role.Code": "dormouse/v1/roles.proto",
            "dormouse.v1.Role.ADMIN": "dormouse/v1/roles.proto",
            f"{package}.ServerReflectionRequest.message_request":
                f"{package.replace('.', '/')}/reflection.proto",
        }
        asked = [request(file_containing_symbol=symbol) for symbol in symbols]
        for symbol, answer in zip(symbols, info(channel, package, asked), strict=True):
            first = answer.file_descriptor_response.file_descriptor_proto[0]
            found = descriptor_pb2.FileDescriptorProto.FromString(first)
            equal(found.name, symbols[symbol], symbol)
    with checks.check(f"{package}: what is not there is an error of one answer, not of the call"):
        extension = reflection_pb2.ExtensionRequest(
            containing_type="dormouse.v1.Policy", extension_number=1)
        bad = [
            (request(file_by_filename="nope.proto"), 5),
            (request(file_containing_symbol="dormouse.v1.Nope"), 5),
            (request(file_containing_extension=extension), 5),
            (request(all_extension_numbers_of_type="dormouse.v1.Nope"), 5),
            (request(host="here"), 3),
        ]
        answers = info(channel, package, [one for one, _ in bad])
        for (asked, code), answer in zip(bad, answers, strict=True):
            equal(answer.error_response.error_code, code, str(asked))
            true(answer.error_response.error_message, "an error without words")
            equal(answer.original_request, asked)
            equal(answer.valid_host, asked.host)
    with checks.check(f"{package}: a message without extensions has none"):
        asked = request(all_extension_numbers_of_type="dormouse.v1.Policy")
        answer, = info(channel, package, [asked])
        equal(answer.all_extension_numbers_response.base_type_name, "dormouse.v1.Policy")
        equal(list(answer.all_extension_numbers_response.extension_number), [])


def off(checks, channel, package):
    with checks.check(f"{package}: a server without reflection says UNIMPLEMENTED"):
        try:
            info(channel, package, [reflection_pb2.ServerReflectionRequest(list_services="")])
        except grpc.RpcError as error:
            equal(error.code(), grpc.StatusCode.UNIMPLEMENTED)
        else:
            raise AssertionError("it was answered")


def main(checkout, address, *flags):
    checks = Checks()
    channel = grpc.insecure_channel(address)
    protoset = (pathlib.Path(checkout) / "Protos" / "dormouse.protoset").read_bytes()
    committed = descriptor_pb2.FileDescriptorSet.FromString(protoset).file
    for package in PACKAGES:
        if "--off" in flags:
            off(checks, channel, package)
        else:
            questions(checks, channel, package, committed)
    if "--off" not in flags:
        stock_client(checks, channel, committed)
    checks.finish()


if __name__ == "__main__":
    main(*sys.argv[1:])
