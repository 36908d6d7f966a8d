"""Settings of Jupyter's server that make it send each message at once.

By default its socket holds a small message back until the last one is acknowledged (Nagle's algorithm), which
the other end may put off for up to 40 ms. No setting turns that off.
"""

from jupyter_server.services.kernels.websocket import KernelWebsocketHandler

opened = KernelWebsocketHandler.open


async def open_undelayed(self, kernel_id):
    self.set_nodelay(True)
    await opened(self, kernel_id)


KernelWebsocketHandler.open = open_undelayed
