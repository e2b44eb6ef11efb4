// Query looks synchronous but blocks on the task of an asynchronous read, the only one there is: the timeout is dead.
using System.Net.Sockets;
using System.Threading.Tasks;

public class CardCatalog
{
    private readonly TcpClient client;

    public CardCatalog(TcpClient client)
    {
        this.client = client;
        this.client.ReceiveTimeout = 2000; // expect: SOCK201
    }

    public int Query(byte[] card)
    {
        return ReadCardAsync(card).GetAwaiter().GetResult();
    }

    private async Task<int> ReadCardAsync(byte[] card)
    {
        return await client.GetStream().ReadAsync(card, 0, card.Length).ConfigureAwait(false);
    }
}
