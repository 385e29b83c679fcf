import * as tf from "@tensorflow/tfjs-core";

/*
 * tfjs registers its gradients by a side effect of its ES modules, which Node can't load as they are published (imports
 * without file names). Its public `registerGradient` takes them one by one: these are those of the operations that the
 * networks here use. Each gives, for every input, a function from the gradient of the output.
 */

/** Sums `dy` over the dimensions along which an input of `shape` was repeated. */
function unbroadcast(dy: tf.Tensor, shape: number[]): tf.Tensor {
  const added = dy.shape.length - shape.length;
  const axes = dy.shape.flatMap((size, axis) =>
    axis < added || (shape[axis - added] === 1 && size !== 1) ? [axis] : [],
  );
  return tf.reshape(axes.length > 0 ? tf.sum(dy, axes) : dy, shape);
}

function one(dy: tf.Tensor | tf.Tensor[]): tf.Tensor {
  return Array.isArray(dy) ? (dy[0] as tf.Tensor) : dy;
}

/** Rows become columns, in each of the matrices that the tensor holds. */
function turned(matrices: tf.Tensor): tf.Tensor {
  const order = matrices.shape.map((_, axis) => axis);
  return tf.transpose(matrices, [...order.slice(0, -2), order.length - 1, order.length - 2]);
}

const GRADIENTS: tf.GradConfig[] = [
  {
    kernelName: "Add",
    inputsToSave: ["a", "b"],
    gradFunc: (dy, saved) => {
      const [a, b] = saved as [tf.Tensor, tf.Tensor];
      return { a: () => unbroadcast(one(dy), a.shape), b: () => unbroadcast(one(dy), b.shape) };
    },
  },
  {
    kernelName: "Multiply",
    inputsToSave: ["a", "b"],
    gradFunc: (dy, saved) => {
      const [a, b] = saved as [tf.Tensor, tf.Tensor];
      return { a: () => unbroadcast(tf.mul(one(dy), b), a.shape), b: () => unbroadcast(tf.mul(one(dy), a), b.shape) };
    },
  },
  {
    kernelName: "BatchMatMul",
    inputsToSave: ["a", "b"],
    gradFunc: (dy, saved, attributes) => {
      const [a, b] = saved as [tf.Tensor, tf.Tensor];
      const { transposeA, transposeB } = attributes as { transposeA?: boolean; transposeB?: boolean };
      if (transposeA || transposeB)
        throw new Error("Transpose before the product: the WASM backend is slow with its flags");
      return { a: () => tf.matMul(one(dy), turned(b)), b: () => tf.matMul(turned(a), one(dy)) };
    },
  },
  {
    kernelName: "Transpose",
    gradFunc: (dy, _saved, attributes) => {
      const { perm } = attributes as unknown as { perm: number[] };
      return { x: () => tf.transpose(one(dy), tf.backend_util.getUndoAxesPermutation(perm)) };
    },
  },
  {
    kernelName: "Relu",
    outputsToSave: [true],
    gradFunc: (dy, saved) => ({ x: () => tf.mul(one(dy), tf.step(one(saved))) }),
  },
  {
    kernelName: "Exp",
    outputsToSave: [true],
    gradFunc: (dy, saved) => ({ x: () => tf.mul(one(dy), one(saved)) }),
  },
  {
    kernelName: "Square",
    inputsToSave: ["x"],
    gradFunc: (dy, saved) => ({ x: () => tf.mul(one(dy), tf.mul(one(saved), 2)) }),
  },
  {
    kernelName: "Rsqrt",
    outputsToSave: [true],
    gradFunc: (dy, saved) => ({ x: () => tf.mul(one(dy), tf.mul(tf.mul(tf.square(one(saved)), one(saved)), -0.5)) }),
  },
  {
    kernelName: "Sum",
    inputsToSave: ["x"],
    gradFunc: (dy, saved, attributes) => {
      const { shape } = one(saved);
      const axes = tf.util.parseAxisParam((attributes as { axis: number | number[] }).axis, shape);
      const kept = shape.map((size, axis) => (axes.includes(axis) ? 1 : size));
      return { x: () => tf.mul(tf.reshape(one(dy), kept), tf.ones(shape)) };
    },
  },
  {
    kernelName: "LogSoftmax",
    outputsToSave: [true],
    gradFunc: (dy, saved) => ({
      logits: () => tf.sub(one(dy), tf.mul(tf.sum(one(dy), -1, true), tf.exp(one(saved)))),
    }),
  },
  {
    kernelName: "Reshape",
    inputsToSave: ["x"],
    gradFunc: (dy, saved) => ({ x: () => tf.reshape(one(dy), one(saved).shape) }),
  },
  {
    kernelName: "PadV2",
    inputsToSave: ["x"],
    gradFunc: (dy, saved, attributes) => {
      const { paddings } = attributes as unknown as { paddings: [number, number][] };
      return {
        x: () =>
          tf.slice(
            one(dy),
            paddings.map(([before]) => before),
            one(saved).shape,
          ),
      };
    },
  },
  {
    kernelName: "Slice",
    inputsToSave: ["x"],
    gradFunc: (dy, saved, attributes) => {
      const { begin } = attributes as unknown as { begin: number[] };
      const { shape } = one(saved);
      const paddings = shape.map((size, axis): [number, number] => [
        begin[axis] ?? 0,
        size - (begin[axis] ?? 0) - (one(dy).shape[axis] ?? 0),
      ]);
      return { x: () => tf.pad(one(dy), paddings) };
    },
  },
  {
    kernelName: "Concat",
    saveAllInputs: true,
    gradFunc: (dy, saved, attributes) => {
      const axis = tf.util.parseAxisParam((attributes as { axis: number }).axis, saved[0]?.shape ?? [])[0] ?? 0;
      const sizes = saved.map((tensor) => tensor.shape[axis] ?? 0);
      const parts = tf.split(one(dy), sizes, axis);
      return Object.fromEntries(parts.map((part, index) => [String(index), () => part]));
    },
  },
];

/** Once is enough; again does nothing. */
export function registerGradients(): void {
  for (const gradient of GRADIENTS) {
    if (tf.getGradient(gradient.kernelName) === undefined) tf.registerGradient(gradient);
  }
}
