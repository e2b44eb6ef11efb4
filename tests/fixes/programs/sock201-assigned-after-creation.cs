// The timeouts are set on the fresh client, and all its reading and writing is awaited: a silent server is waited for without limit.
using System;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

public class StockTicker
{
    public async Task<string> QuoteAsync(string host, string symbol)
    {
        using (var client = new TcpClient())
        {
            client.ReceiveTimeout = 3000; // expect: SOCK201 (ignored)
            client.SendTimeout = 3000; // expect: SOCK201 (ignored)
            await client.ConnectAsync(host, 5010);

            var stream = client.GetStream();
            var query = Encoding.ASCII.GetBytes(symbol + "\n");
            await stream.WriteAsync(query, 0, query.Length);

            var answer = new byte[64];
            int n = await stream.ReadAsync(answer, 0, answer.Length);
            return Encoding.ASCII.GetString(answer, 0, n);
        }
    }
}
