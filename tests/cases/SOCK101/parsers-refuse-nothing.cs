// What an empty text is not: a number, a document, something with a second part. The parser throws, and the catch closes.
using System;
using System.Net.Sockets;
using System.Text;
using Newtonsoft.Json;

public class Order
{
    public int Code;
}

public class Desk
{
    private readonly TcpClient client;
    private readonly NetworkStream stream;
    private readonly byte[] buffer = new byte[512];

    public Desk(TcpClient client)
    {
        this.client = client;
        stream = client.GetStream();
    }

    private string Text()
    {
        return Encoding.UTF8.GetString(buffer, 0, stream.Read(buffer, 0, buffer.Length));
    }

    public void SecondPart()
    {
        try
        {
            while (true)
            {
                int n = stream.Read(buffer, 0, buffer.Length);
                string[] parts = Encoding.UTF8.GetString(buffer, 0, n).Split('|');
                Console.WriteLine(parts[1]);
            }
        }
        catch (Exception)
        {
            client.Close();
        }
    }

    public void FirstPart()
    {
        try
        {
            while (true)
            {
                int n = stream.Read(buffer, 0, buffer.Length); // expect: SOCK101
                string[] parts = Encoding.UTF8.GetString(buffer, 0, n).Split('|');
                Console.WriteLine(parts[0]);
            }
        }
        catch (Exception)
        {
            client.Close();
        }
    }

    public void FirstPartThatIsNotEmpty()
    {
        try
        {
            while (true)
            {
                int n = stream.Read(buffer, 0, buffer.Length);
                string[] parts = Encoding.UTF8.GetString(buffer, 0, n).Split('|', StringSplitOptions.RemoveEmptyEntries);
                Console.WriteLine(parts[0]);
            }
        }
        catch (Exception)
        {
            client.Close();
        }
    }

    public void Prefix()
    {
        try
        {
            while (true)
            {
                string text = Text();
                if (text.Substring(0, 3) == "PUT")
                {
                    Console.WriteLine(text);
                }
            }
        }
        catch (ArgumentOutOfRangeException)
        {
            client.Close();
        }
    }

    public void AllOfIt()
    {
        try
        {
            while (true)
            {
                int n = stream.Read(buffer, 0, buffer.Length); // expect: SOCK101
                Console.WriteLine(Encoding.UTF8.GetString(buffer).Substring(0, n));
            }
        }
        catch (Exception)
        {
            client.Close();
        }
    }

    public void Document()
    {
        try
        {
            while (true)
            {
                int n = stream.Read(buffer, 0, buffer.Length);
                Order order = JsonConvert.DeserializeObject<Order>(Encoding.UTF8.GetString(buffer, 0, n));
                Console.WriteLine(order.Code);
            }
        }
        catch (NullReferenceException)
        {
            client.Close();
        }
    }

    public void DocumentOrNone()
    {
        try
        {
            while (true)
            {
                int n = stream.Read(buffer, 0, buffer.Length); // expect: SOCK101
                Order order = JsonConvert.DeserializeObject<Order>(Encoding.UTF8.GetString(buffer, 0, n));
                if (order != null)
                {
                    Console.WriteLine(order.Code);
                }
            }
        }
        catch (Exception)
        {
            client.Close();
        }
    }
}
