/* Stands before a program's setsockopt and notes in the file $SOCKET_OPTIONS who switched TCP_NODELAY, and whether it worked. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

typedef int (*setter)(int, int, int, const void *, socklen_t);

int setsockopt(int fd, int level, int name, const void *value, socklen_t length) {
  setter real = (setter)dlsym(RTLD_NEXT, "setsockopt");
  int result = real(fd, level, name, value, length);
  const char *path = getenv("SOCKET_OPTIONS");
  if (level == IPPROTO_TCP && name == TCP_NODELAY && path != NULL) {
    struct sockaddr_in peer;
    socklen_t size = sizeof peer;
    int port = getpeername(fd, (struct sockaddr *)&peer, &size) == 0 ? ntohs(peer.sin_port) : 0;
    int now = 0;
    socklen_t width = sizeof now;
    getsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &now, &width);
    FILE *file = fopen(path, "a");
    if (file != NULL) {
      fprintf(file, "peer %d nodelay %d\n", port, now != 0);
      fclose(file);
    }
  }
  return result;
}
