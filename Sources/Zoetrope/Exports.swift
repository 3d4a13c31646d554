// Whoever imports Zoetrope composes pipelines of these.
@_exported public import Autoencoders
@_exported public import Charts
@_exported public import Checkpoints
@_exported public import Dataflow
@_exported public import Distributions
@_exported public import Documents
@_exported public import DrawnFaces
@_exported public import Evaluation
@_exported public import Files
@_exported public import Images
@_exported public import Importing
@_exported public import Kernels
@_exported public import Recipes
@_exported public import Stages
@_exported public import Statistics
@_exported public import Tensors
@_exported public import Training
