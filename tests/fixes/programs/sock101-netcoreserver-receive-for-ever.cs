using NetCoreServer;

class Pump
{
    void Run(string address)
    {
        TcpClient client = new TcpClient(address, 65300);
        client.Connect();
        byte[] buffer = new byte[4096];
        while (true)
        {
            long count = client.Receive(buffer); // expect: SOCK101 (spin)
            Handle(buffer, count);
        }
    }

    void Handle(byte[] buffer, long count) { }
}
