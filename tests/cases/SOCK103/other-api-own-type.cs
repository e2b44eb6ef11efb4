// A project's own channel has a method of that name.
class Args
{
}

class Channel
{
    public bool SendAsync(Args args)
    {
        return args != null;
    }
}

class User
{
    private readonly Channel socket = new Channel();

    public void Go(Args args)
    {
        socket.SendAsync(args);
    }
}
