// The timeouts belong to a serial port, which the class bridges to a socket that is read asynchronously: another API, no finding.
using System.IO.Ports;
using System.Net.Sockets;
using System.Threading.Tasks;

public class SerialBridge
{
    private readonly SerialPort port = new SerialPort("COM3", 9600);
    private readonly NetworkStream stream;

    public SerialBridge(TcpClient client)
    {
        stream = client.GetStream();
        port.ReadTimeout = 500;
        port.WriteTimeout = 500;
        port.Open();
    }

    public async Task<int> CopyOnceAsync(byte[] buffer)
    {
        int n = await stream.ReadAsync(buffer, 0, buffer.Length);
        port.Write(buffer, 0, n);
        return n;
    }
}
