// The timeout is set on the listening socket, in the hope that accepted clients take it over; those are read by ReadAsync only, so it serves none.
using System;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;

public class VoucherServer
{
    private readonly TcpListener listener = new TcpListener(IPAddress.Any, 7410)
    {
        Server = { ReceiveTimeout = 5000 }, // expect: SOCK201
    };

    public async Task RunAsync()
    {
        listener.Start();
        while (true)
        {
            using (TcpClient till = await listener.AcceptTcpClientAsync())
            {
                var voucher = new byte[16];
                int n = await till.GetStream().ReadAsync(voucher, 0, voucher.Length);
                Console.WriteLine("voucher of {0} bytes", n);
            }
        }
    }
}
