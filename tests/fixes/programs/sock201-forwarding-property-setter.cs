// The property forwards its value to the socket, whose only receive is asynchronous: whatever is set there limits nothing.
using System;
using System.Net.Sockets;
using System.Threading.Tasks;

public class ModbusMaster
{
    private readonly TcpClient _tcp;

    public ModbusMaster(TcpClient tcp)
    {
        _tcp = tcp;
    }

    public int ReceiveTimeout
    {
        get { return _tcp.ReceiveTimeout; }
        set { _tcp.ReceiveTimeout = value; } // expect: SOCK201
    }

    public Task<int> ReadRegistersAsync(byte[] target)
    {
        return _tcp.GetStream().ReadAsync(target, 0, target.Length);
    }
}
