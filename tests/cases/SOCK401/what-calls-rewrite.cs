// What a call has filled, or may have written to a member, is not what it was before.
using System.Net.Sockets;

class Sender
{
    bool failed;
    bool ready;

    public void FillsOut(string host)
    {
        var client = new TcpClient();
        int n = 0;
        Fill(out n);
        if (n == 0)
        {
            client.Close();
            return;
        }
        client.Close();
    }

    public void OnlyIfNothingWasFilled(string host)
    {
        var client = new TcpClient(); // expect: SOCK401
        int n = 0;
        Fill(out n);
        if (n == 0)
            client.Close();
    }

    public void FillsRef(string host)
    {
        var client = new TcpClient();
        bool ok = false;
        Check(ref ok);
        if (ok)
            client.Close();
        else
            client.Dispose();
    }

    public void MemberIsReset(string host)
    {
        failed = true;
        var client = new TcpClient();
        Reset();
        if (failed)
        {
            client.Dispose();
            return;
        }
        client.Close();
    }

    public void MemberMayHaveChanged(string host)
    {
        ready = true;
        var client = new TcpClient(); // expect: SOCK401
        Prepare();
        if (ready)
            client.Close();
    }

    static void Fill(out int n)
    {
        n = System.Environment.TickCount;
    }

    static void Check(ref bool ok)
    {
        ok = System.Environment.TickCount > 5;
    }

    void Reset()
    {
        failed = false;
    }

    void Prepare()
    {
        ready = System.Environment.TickCount > 5;
    }
}
