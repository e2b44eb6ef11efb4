// The base class is given the count and calls OnEnd back on 0, which the derived class overrides to close its socket: no finding.
using System;

namespace Courier.Protocols
{
    public abstract class ProtocolBase
    {
        protected bool Process(byte[] data, int count)
        {
            if (count == 0)
            {
                OnEnd();
                return false;
            }

            OnData(new ArraySegment<byte>(data, 0, count));
            return true;
        }

        protected abstract void OnData(ArraySegment<byte> data);

        protected abstract void OnEnd();
    }
}
