// On 0 the socket is taken out of a dictionary, which closes nothing: now nobody can reach it and it is still open.
using System;
using System.Collections.Concurrent;
using System.Net.Sockets;

public class BulletinServer
{
    private readonly ConcurrentDictionary<string, Socket> readers = new ConcurrentDictionary<string, Socket>();
    private readonly byte[] request = new byte[128];

    public void Add(string name, Socket reader)
    {
        readers[name] = reader;
        reader.BeginReceive(request, 0, request.Length, SocketFlags.None, OnRequest, name);
    }

    private void OnRequest(IAsyncResult ar)
    {
        var name = (string)ar.AsyncState;
        Socket reader = readers[name];
        int n = reader.EndReceive(ar); // expect: SOCK101 (not-closed)
        if (n == 0)
        {
            Socket gone;
            readers.TryRemove(name, out gone);
            return;
        }

        reader.BeginReceive(request, 0, request.Length, SocketFlags.None, OnRequest, name);
    }
}
