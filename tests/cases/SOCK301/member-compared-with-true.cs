// A method answers by comparing the flag with true, which makes no better knowledge of it.
using System.Net.Sockets;

public class CashRegister
{
    private readonly TcpClient head = new TcpClient();

    public void Open(string host)
    {
        head.Connect(host, 5151);
    }

    public bool CheckConnection()
    {
        return head != null && head.Connected == true; // expect: SOCK301 (member)
    }
}
