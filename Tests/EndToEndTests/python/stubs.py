"""Stubs for the service, made from Protos/ by the stock compiler when a test starts."""

import importlib
import pathlib
import sys
import tempfile

import grpc_tools
from google.protobuf import descriptor_pb2
from grpc_tools import protoc


class Stubs:
    """The generated modules, and every method that the committed descriptor set names.

    Reflection is left out: reflection.py is about nothing else.
    """

    def __init__(self, checkout):
        protos = pathlib.Path(checkout) / "Protos"
        self._folder = tempfile.TemporaryDirectory(prefix="dormouse-stubs-")
        files = sorted(str(path) for path in (protos / "dormouse" / "v1").glob("*.proto"))
        well_known = pathlib.Path(grpc_tools.__file__).parent / "_proto"
        status = protoc.main(
            ["protoc", f"-I{protos}", f"-I{well_known}", f"--python_out={self._folder.name}",
             f"--grpc_python_out={self._folder.name}", *files])
        if status != 0:
            raise SystemExit("the protos do not compile with the stock compiler")
        sys.path.insert(0, self._folder.name)
        self.modules = {}
        for path in files:
            stem = pathlib.Path(path).stem
            self.modules[stem] = importlib.import_module(f"dormouse.v1.{stem}_pb2")
            self.modules[stem + "_grpc"] = importlib.import_module(f"dormouse.v1.{stem}_pb2_grpc")
        from grpc_health.v1 import health_pb2, health_pb2_grpc
        self.modules["health"] = health_pb2
        self.modules["health_grpc"] = health_pb2_grpc
        self.methods = self._methods((protos / "dormouse.protoset").read_bytes())

    def __getattr__(self, name):
        """A message or an enum's holder by its name, whichever file declares it."""
        for module in self.__dict__.get("modules", {}).values():
            if hasattr(module, name):
                return getattr(module, name)
        raise AttributeError(name)

    def services(self, channel):
        """A stub for each service, by the service's full name."""
        found = {}
        for service in {method.service for method in self.methods.values()}:
            found[service] = getattr(self, service.split(".")[-1] + "Stub")(channel)
        return found

    @staticmethod
    def _methods(descriptor_set):
        methods = {}
        for file in descriptor_pb2.FileDescriptorSet.FromString(descriptor_set).file:
            if file.package.startswith("grpc.reflection."):
                continue
            for service in file.service:
                for method in service.method:
                    found = Method(f"{file.package}.{service.name}", method)
                    methods[found.path] = found
        return methods


class Method:
    """A method as the descriptor set says it is."""

    def __init__(self, service, descriptor):
        self.service = service
        self.name = descriptor.name
        self.path = f"{service.split('.')[-1]}/{descriptor.name}"
        self.takes_stream = descriptor.client_streaming
        self.gives_stream = descriptor.server_streaming
        self.request_name = descriptor.input_type.split(".")[-1]

    @property
    def wire_path(self):
        return f"/{self.service}/{self.name}"
