// ReadWriteTimeout and Timeout are an HTTP request's, and the request's own stream obeys them: another API, no finding.
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;

public class FeedDownloader
{
    public async Task<int> DownloadAsync(string address, byte[] buffer)
    {
        var request = (HttpWebRequest)WebRequest.Create(address);
        request.Timeout = 10000;
        request.ReadWriteTimeout = 10000;
        using (WebResponse response = await request.GetResponseAsync())
        using (Stream body = response.GetResponseStream())
        {
            body.ReadTimeout = 10000;
            return await body.ReadAsync(buffer, 0, buffer.Length);
        }
    }
}
