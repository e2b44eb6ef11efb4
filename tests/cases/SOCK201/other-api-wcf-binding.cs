// The binding's timeouts are TimeSpans, which a socket's never are: another API, no finding.
using System;
using System.Net.Sockets;
using System.ServiceModel;
using System.Threading.Tasks;

public class ServiceEndpoint
{
    private readonly NetworkStream monitor;

    public ServiceEndpoint(NetworkStream monitor)
    {
        this.monitor = monitor;
        Binding = new NetTcpBinding(SecurityMode.None)
        {
            ReceiveTimeout = TimeSpan.FromMinutes(10),
            SendTimeout = TimeSpan.FromSeconds(30),
        };
    }

    public NetTcpBinding Binding { get; }

    public Task<int> WatchAsync(byte[] state)
    {
        return monitor.ReadAsync(state, 0, state.Length);
    }
}
