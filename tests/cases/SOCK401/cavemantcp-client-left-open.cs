using CavemanTcp;

class Asker
{
    string Ask(string address, bool quiet)
    {
        CavemanTcpClient client = new CavemanTcpClient(address); // expect: SOCK401
        client.Connect(3);
        if (quiet)
        {
            return "";
        }
        client.Send("x");
        string answer = client.Read(1).ToString();
        client.Dispose();
        return answer;
    }
}
