// The throw tells the caller that there is no connection only if one of our own operations has failed before.
using System;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace Quill
{
    public class NoteSync
    {
        private readonly TcpClient server;

        public NoteSync(TcpClient server)
        {
            this.server = server;
        }

        public async Task PushAsync(byte[] note)
        {
            if (!server.Connected) // expect: SOCK301 (guard-io)
                throw new InvalidOperationException("not connected");

            await server.GetStream().WriteAsync(note, 0, note.Length);
        }
    }
}
