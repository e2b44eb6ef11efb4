// The guarded send is one call away, in a helper of the class.
using System.Net.Sockets;

public class ValveActuator
{
    private readonly Socket valve;

    public ValveActuator(Socket valve)
    {
        this.valve = valve;
    }

    public void Turn(byte degrees)
    {
        if (valve.Connected) // expect: SOCK301 (guard-io)
        {
            Transmit(new byte[] { 0xaa, degrees });
        }
    }

    private void Transmit(byte[] command)
    {
        valve.Send(command);
    }
}
