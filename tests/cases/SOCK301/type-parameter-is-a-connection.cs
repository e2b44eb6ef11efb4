// What a type parameter must be tells what there is in it.
using System;
using System.Net.Sockets;
using System.Threading.Tasks;

public class Connection
{
    public TcpClient Client { get; set; }

    public byte[] Buffer { get; } = new byte[4096];
}

public class Handler<TName, TConnection>
    where TName : class
    where TConnection : Connection, new()
{
    public async Task ReceiveAsync(TConnection connection)
    {
        while (connection.Client.Connected) // expect: SOCK301 loop
        {
            int count = await connection.Client.GetStream().ReadAsync(connection.Buffer, 0, 4096); // expect: SOCK101 spin
            if (count > 0)
            {
                Console.WriteLine(count);
            }
        }
    }

    public void Send<TOther>(TOther other, byte[] data)
        where TOther : Connection
    {
        if (other.Client.Connected) // expect: SOCK301 guard-io
        {
            other.Client.GetStream().Write(data, 0, data.Length);
        }
    }
}
