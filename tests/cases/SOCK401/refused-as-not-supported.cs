// What is refused as not supported is refused always: a program that is right otherwise does not pass it.
using System;
using System.Collections.Generic;
using System.Net.Sockets;

public class Service
{
    private readonly Dictionary<Type, Action<object>> handlers = new Dictionary<Type, Action<object>>();

    public Service Bind(object server)
    {
        if (!handlers.TryGetValue(server.GetType(), out Action<object> handler))
        {
            throw new NotSupportedException("no such server");
        }
        handler(server);
        return this;
    }
}

public static class Start
{
    public static Service Serve(Service service)
    {
        Socket first = new Socket(SocketType.Stream, ProtocolType.Tcp);
        return service.Bind(first);
    }
}
