/* A name service that is dead: looking for the name of an address takes half a minute and fails. For LD_PRELOAD. */
#include <netdb.h>
#include <unistd.h>

int getnameinfo(const struct sockaddr *address, socklen_t length, char *host, socklen_t hostLength, char *service,
        socklen_t serviceLength, int flags) {
    (void) address, (void) length, (void) host, (void) hostLength, (void) service, (void) serviceLength, (void) flags;
    sleep(30);
    return EAI_AGAIN;
}
