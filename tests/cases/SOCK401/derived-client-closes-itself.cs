// A class that is a connection closes itself by what it inherits.
using System.Net.Sockets;

class MailClient : TcpClient
{
    public string Quit()
    {
        string answer = Command("QUIT");
        Close();
        return answer;
    }

    public string Command(string line)
    {
        return line;
    }
}

class User
{
    static void Sends()
    {
        MailClient client = new MailClient();
        client.Quit();
    }

    static void Forgets()
    {
        MailClient client = new MailClient(); // expect: SOCK401 (normal-path)
        client.Command("NOOP");
    }
}
