// On 0 a line is logged and the thread ends, with the client still open.
using System;
using System.Net.Sockets;
using System.Threading;

public class CargoScale
{
    private readonly TcpClient scale;

    public CargoScale(TcpClient scale)
    {
        this.scale = scale;
        new Thread(Weigh).Start();
    }

    private void Weigh()
    {
        var stream = scale.GetStream();
        var kilos = new byte[4];
        while (true)
        {
            int n = stream.Read(kilos, 0, kilos.Length); // expect: SOCK101 (not-closed)
            if (n == 0)
            {
                Console.WriteLine("scale {0} disconnected", scale.Client.RemoteEndPoint);
                break;
            }

            Console.WriteLine("{0} kg", BitConverter.ToInt32(kilos, 0));
        }
    }
}
