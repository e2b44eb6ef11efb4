// The client is an entry of a dictionary, and its socket a member of that.
using System.Collections.Generic;
using System.Net.Sockets;

public class Lifts
{
    private readonly Dictionary<int, TcpClient> cabins = new Dictionary<int, TcpClient>();

    public bool IsConnected(int cabin)
    {
        return cabins[cabin].Client.Connected; // expect: SOCK301 (member)
    }
}
