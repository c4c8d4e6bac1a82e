// The bench service on gRPC C++'s asynchronous API: one completion queue, one thread.
//
//   grpc-cpp-server [CERTIFICATE KEY]
//
// Prints "listening on 127.0.0.1:PORT" and serves until a signal ends it.

#include <grpcpp/grpcpp.h>

#include <cstdio>
#include <fstream>
#include <iostream>
#include <memory>
#include <sstream>
#include <string>
#include <unordered_map>
#include <vector>

#include "bench.grpc.pb.h"

namespace bench = dormouse::bench::v1;

namespace {

constexpr int kUserCount = 10000;
// Requests that are waited for at once; as many as the load has under way.
constexpr int kPendingCalls = 1000;

struct User {
  int64_t last_login;
  bool active;
  std::vector<std::string> groups;
};

using Users = std::unordered_map<std::string, User>;

Users MakeUsers() {
  Users users;
  for (int i = 0; i < kUserCount; i++) {
    char name[32];
    std::snprintf(name, sizeof name, "user%06d@corp.example", i);
    users[name] = User{1700000000 + i,
                       i % 2 == 0,
                       {"group-engineering-" + std::to_string(i % 17),
                        "group-licensing-" + std::to_string(i % 5), "group-all-employees"}};
  }
  return users;
}

// Something that waits in the completion queue.
class Event {
 public:
  virtual ~Event() = default;
  virtual void Proceed(bool ok) = 0;
};

// A call of Get: it waits for a request, answers it, and is done.
class GetCall final : public Event {
 public:
  GetCall(bench::Bench::AsyncService* service, grpc::ServerCompletionQueue* queue,
          const Users* users)
      : service_(service), queue_(queue), users_(users), writer_(&context_) {
    service_->RequestGet(&context_, &request_, &writer_, queue_, queue_, this);
  }

  void Proceed(bool ok) override {
    if (!ok || is_answered_) {
      delete this;
      return;
    }
    is_answered_ = true;
    new GetCall(service_, queue_, users_);
    auto found = users_->find(request_.user());
    if (found == users_->end()) {
      writer_.Finish(reply_, grpc::Status(grpc::NOT_FOUND, "there is no such user"), this);
      return;
    }
    const auto& [name, user] = *found;
    reply_.set_user(name);
    reply_.set_last_login(user.last_login);
    reply_.set_active(user.active);
    for (const auto& group : user.groups) reply_.add_groups(group);
    writer_.Finish(reply_, grpc::Status::OK, this);
  }

 private:
  bench::Bench::AsyncService* service_;
  grpc::ServerCompletionQueue* queue_;
  const Users* users_;
  grpc::ServerContext context_;
  bench::GetRequest request_;
  bench::GetReply reply_;
  grpc::ServerAsyncResponseWriter<bench::GetReply> writer_;
  bool is_answered_ = false;
};

// A call of List: it waits for a request, writes one entry after the other, and is done.
class ListCall final : public Event {
 public:
  ListCall(bench::Bench::AsyncService* service, grpc::ServerCompletionQueue* queue)
      : service_(service), queue_(queue), writer_(&context_) {
    service_->RequestList(&context_, &request_, &writer_, queue_, queue_, this);
  }

  void Proceed(bool ok) override {
    if (!ok || is_finished_) {
      delete this;
      return;
    }
    if (!is_begun_) {
      is_begun_ = true;
      new ListCall(service_, queue_);
      entry_.set_user("user000000@corp.example");
    }
    if (number_ == request_.count()) {
      is_finished_ = true;
      writer_.Finish(grpc::Status::OK, this);
      return;
    }
    entry_.set_number(number_++);
    writer_.Write(entry_, this);
  }

 private:
  bench::Bench::AsyncService* service_;
  grpc::ServerCompletionQueue* queue_;
  grpc::ServerContext context_;
  bench::ListRequest request_;
  bench::Entry entry_;
  grpc::ServerAsyncWriter<bench::Entry> writer_;
  int64_t number_ = 0;
  bool is_begun_ = false;
  bool is_finished_ = false;
};

std::string ReadFile(const char* path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

std::shared_ptr<grpc::ServerCredentials> Credentials(int argc, char** argv) {
  if (argc < 3) return grpc::InsecureServerCredentials();
  grpc::SslServerCredentialsOptions options;
  options.pem_key_cert_pairs.push_back({ReadFile(argv[2]), ReadFile(argv[1])});
  return grpc::SslServerCredentials(options);
}

}  // namespace

int main(int argc, char** argv) {
  const Users users = MakeUsers();
  bench::Bench::AsyncService service;
  int port = 0;
  grpc::ServerBuilder builder;
  builder.AddListeningPort("127.0.0.1:0", Credentials(argc, argv), &port);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, kPendingCalls);
  builder.RegisterService(&service);
  auto queue = builder.AddCompletionQueue();
  auto server = builder.BuildAndStart();
  if (!server || port == 0) {
    std::cerr << "grpc-cpp-server: cannot listen" << std::endl;
    return 1;
  }
  for (int i = 0; i < kPendingCalls; i++) new GetCall(&service, queue.get(), &users);
  new ListCall(&service, queue.get());
  std::cout << "listening on 127.0.0.1:" << port << std::endl;
  void* tag = nullptr;
  bool ok = false;
  while (queue->Next(&tag, &ok)) static_cast<Event*>(tag)->Proceed(ok);
}
