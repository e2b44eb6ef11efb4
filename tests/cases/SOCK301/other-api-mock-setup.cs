// The lambdas describe a member of a mocked interface; nobody reads a socket's flag: no finding.
using System;
using System.Linq.Expressions;

public interface ILineSocket
{
    bool Connected { get; }
}

public class Mock<T>
{
    public Mock<T> Setup(Expression<Func<T, bool>> member, bool value)
    {
        Console.WriteLine("{0} gives {1}", member.Body, value);
        return this;
    }
}

public class LineSocketTests
{
    public void ReportsLostLine()
    {
        var socket = new Mock<ILineSocket>();
        socket.Setup(x => x.Connected, true).Setup(x => x.Connected, false);
    }
}
