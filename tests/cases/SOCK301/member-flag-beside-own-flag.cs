// The own field that the read loop clears knows; the socket's flag joined to it adds nothing but an air of certainty.
using System.Net.Sockets;
using System.Threading.Tasks;

public class PatientMonitor
{
    private readonly TcpClient bed;
    private bool closed;

    public PatientMonitor(TcpClient bed)
    {
        this.bed = bed;
    }

    public bool IsConnected
    {
        get { return !closed && bed.Connected; } // expect: SOCK301 (member)
    }

    public async Task Run()
    {
        var buffer = new byte[512];
        while (await bed.GetStream().ReadAsync(buffer, 0, buffer.Length) > 0)
        {
        }

        closed = true;
        bed.Close();
    }
}
