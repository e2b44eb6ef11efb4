using CavemanTcp;

class Asker
{
    string Ask(string address, bool quiet)
    {
        using (CavemanTcpClient client = new CavemanTcpClient(address))
        {
            client.Connect(3);
            if (quiet)
            {
                return "";
            }
            client.Send("x");
            return client.Read(1).ToString();
        }
    }
}
