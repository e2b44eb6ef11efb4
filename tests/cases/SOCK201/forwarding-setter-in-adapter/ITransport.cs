// The adapter in the other file forwards the timeout of this interface to a client that it only reads with await.
using System.Threading.Tasks;

namespace Cobalt.Transport
{
    public interface ITransport
    {
        int ReadTimeout { get; set; }

        Task<int> ReadAsync(byte[] target, int offset, int count);
    }
}
