using System.Net.Sockets;
using System.Threading.Tasks;

public enum Status
{
    Good,
    Disconnected,
}

public class Answer
{
    public Answer(Status status, byte[] data)
    {
        Status = status;
        Data = data;
    }

    public Status Status { get; }

    public byte[] Data { get; }

    public static Answer Failed(string why)
    {
        return new Answer(Status.Disconnected, null);
    }
}

// Whoever asks is told that the peer has gone.
public class Client
{
    private readonly NetworkStream stream;

    public Client(NetworkStream stream)
    {
        this.stream = stream;
    }

    public async Task<Answer> Ask(byte[] data)
    {
        int read = await stream.ReadAsync(data, 0, data.Length);
        if (read <= 0)
            return new Answer(Status.Disconnected, null);
        return new Answer(Status.Good, data);
    }

    public async Task<Answer> AskAgain(byte[] data)
    {
        int read = await stream.ReadAsync(data, 0, data.Length);
        if (read == 0)
            return Answer.Failed("the peer has gone");
        return new Answer(Status.Good, data);
    }

    public async Task<Answer> AskInVain(byte[] data)
    {
        int read = await stream.ReadAsync(data, 0, data.Length); // expect: SOCK101
        if (read == 0)
            data[0] = 0;
        return new Answer(Status.Good, data);
    }
}

// Who asks is seen to read again.
public class Subscriber
{
    private readonly NetworkStream stream;

    public Subscriber(NetworkStream stream)
    {
        this.stream = stream;
    }

    public async Task Run()
    {
        while (true)
        {
            Answer answer = await Next(new byte[512]);
            if (answer.Data == null)
                continue;
            System.Console.WriteLine(answer.Data.Length);
        }
    }

    private async Task<Answer> Next(byte[] data)
    {
        int read = await stream.ReadAsync(data, 0, data.Length); // expect: SOCK101
        if (read == 0)
            return new Answer(Status.Disconnected, null);
        return new Answer(Status.Good, data);
    }
}

// An array of some length tells nothing.
public class Buffers
{
    private readonly NetworkStream stream;

    public Buffers(NetworkStream stream)
    {
        this.stream = stream;
    }

    public byte[] Take(bool large)
    {
        byte[] buffer = new byte[2];
        int read = stream.Read(buffer, 0, 2); // expect: SOCK101
        if (read == 0)
            buffer[0] = 1;
        if (large)
            return new byte[2];
        return buffer;
    }
}
