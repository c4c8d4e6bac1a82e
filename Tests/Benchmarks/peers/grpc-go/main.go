// The bench service on grpc-go.
//
//	grpc-go-server [CERTIFICATE KEY]
//
// Prints "listening on 127.0.0.1:PORT" and serves until a signal ends it.
package main

import (
	"context"
	"fmt"
	"log"
	"net"
	"os"

	"benchpb"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/status"
)

const (
	userCount = 10000
	// As many as the load has under way.
	maxStreams = 1000
)

type user struct {
	lastLogin int64
	active    bool
	groups    []string
}

type server struct {
	benchpb.UnimplementedBenchServer
	users map[string]user
}

func makeUsers() map[string]user {
	users := make(map[string]user, userCount)
	for i := 0; i < userCount; i++ {
		users[fmt.Sprintf("user%06d@corp.example", i)] = user{
			lastLogin: 1700000000 + int64(i),
			active:    i%2 == 0,
			groups: []string{
				fmt.Sprintf("group-engineering-%d", i%17),
				fmt.Sprintf("group-licensing-%d", i%5),
				"group-all-employees",
			},
		}
	}
	return users
}

// Get answers from memory.
func (s *server) Get(_ context.Context, request *benchpb.GetRequest) (*benchpb.GetReply, error) {
	found, ok := s.users[request.User]
	if !ok {
		return nil, status.Error(codes.NotFound, "there is no such user")
	}
	return &benchpb.GetReply{
		User:      request.User,
		LastLogin: found.lastLogin,
		Active:    found.active,
		Groups:    found.groups,
	}, nil
}

// List sends as many entries as asked for.
func (s *server) List(request *benchpb.ListRequest, stream benchpb.Bench_ListServer) error {
	for i := int32(0); i < request.Count; i++ {
		entry := &benchpb.Entry{Number: int64(i), User: "user000000@corp.example"}
		if err := stream.Send(entry); err != nil {
			return err
		}
	}
	return nil
}

func main() {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	options := []grpc.ServerOption{grpc.MaxConcurrentStreams(maxStreams)}
	if len(os.Args) == 3 {
		certificate, err := credentials.NewServerTLSFromFile(os.Args[1], os.Args[2])
		if err != nil {
			log.Fatal(err)
		}
		options = append(options, grpc.Creds(certificate))
	}
	service := grpc.NewServer(options...)
	benchpb.RegisterBenchServer(service, &server{users: makeUsers()})
	fmt.Printf("listening on %s\n", listener.Addr())
	log.Fatal(service.Serve(listener))
}
