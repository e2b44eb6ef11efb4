// BufferBlock.Receive takes a work item out of a queue of the process, no socket is near: no finding.
using System;
using System.Net.Sockets;
using System.Threading.Tasks;
using System.Threading.Tasks.Dataflow;

namespace Foundry.Work
{
    public class CastingQueue
    {
        private readonly BufferBlock<int> block = new BufferBlock<int>();
        private readonly NetworkStream report;

        public CastingQueue(NetworkStream report)
        {
            this.report = report;
        }

        public async Task Work()
        {
            while (true)
            {
                block.Receive();
                int next = await block.ReceiveAsync();
                report.WriteByte((byte)next);
            }
        }
    }
}
