// Whoever calls these public members is told of the end by false, by null or by -1, and has to close: handed on, no finding.
using System.Net.Sockets;
using System.Threading.Tasks;

public class TapeDeck
{
    private readonly NetworkStream deck;

    public TapeDeck(NetworkStream deck)
    {
        this.deck = deck;
    }

    public bool TryRead(byte[] sector)
    {
        int n = deck.Read(sector, 0, sector.Length);
        if (n == 0)
            return false;
        return true;
    }

    public async Task<byte[]> NextAsync()
    {
        var sector = new byte[512];
        int n = await deck.ReadAsync(sector, 0, sector.Length);
        return n == 0 ? null : sector;
    }

    public int NextByte(byte[] one)
    {
        if (deck.Read(one, 0, 1) < 1)
            return -1;
        return one[0];
    }
}
