// The loop does nothing but wait for the flag to turn false, which the peer's closing does not bring about: it waits for ever.
using System.Net.Sockets;
using System.Threading;

public class WatchdogServer
{
    public void Serve(TcpListener listener)
    {
        while (true)
        {
            using (TcpClient client = listener.AcceptTcpClient())
            {
                Greet(client);
                while (client.Connected) // expect: SOCK301 (loop)
                {
                    Thread.Sleep(100);
                }
            }
        }
    }

    private static void Greet(TcpClient client)
    {
        client.GetStream().WriteByte(0x06);
    }
}
